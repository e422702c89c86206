def log = new File(basedir, 'build.log').text
assert log.contains('No compiled classes here')
assert log.contains('## The losing interleaving')
assert log.contains('interleave:baseline')
assert !new File(basedir, 'target/interleave').exists()
return true
