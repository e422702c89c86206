def log = new File(basedir, 'build.log').text
assert log.contains('No compiled classes here')
assert !new File(basedir, 'target/interleave').exists()
return true
