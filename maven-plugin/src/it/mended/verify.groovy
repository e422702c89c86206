def log = new File(basedir, 'build.log').text
assert log.contains(':check (default)')
assert !log.contains('[WARNING] Visits')
assert new File(basedir, 'target/interleave/interleave.sarif').isFile()
return true
