def runs = new File(basedir, 'build.log').text.split('(?m)^.*Scanning for projects\\.\\.\\..*$').drop(1)
assert runs.size() == 4

def told = { run -> run.readLines().findAll { it.startsWith('[ERROR] Visits') || it.startsWith('[ERROR] Page') } }

assert told(runs[0]).size() == 1 && told(runs[0])[0].contains('Visits.java:7: [read-modify-write]')
assert told(runs[1]) == told(runs[0])
assert told(runs[2]).any { it.contains('Page.java:7: [') }
assert told(runs[2]).containsAll(told(runs[0]))
assert told(runs[3]) == told(runs[2])

// with what was kept and without, the reports are the same
for (name in ['interleave.txt', 'interleave.sarif']) {
  assert new File(basedir, "target/kept/$name").text == new File(basedir, "target/interleave/$name").text
}
assert new File(basedir, 'target/kept/cache').list().length > 0
assert !new File(basedir, 'target/interleave/cache').exists()
return true
