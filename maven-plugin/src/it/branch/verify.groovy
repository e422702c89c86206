def runs = new File(basedir, 'build.log').text.split('(?m)^.*Scanning for projects\\.\\.\\..*$').drop(1)
assert runs.size() == 4

def found = { run -> ['Old', 'New', 'Unsaved'].findAll { run.contains("${it}.java:7: [read-modify-write]") } }

assert found(runs[0]) == ['New', 'Unsaved']
assert runs[0].contains('Interleave found 2 places')
assert found(runs[1]) == ['Unsaved']
assert runs[2].contains("interleave.ratchetFrom: git knows no commit 'nowhere' here")
assert found(runs[2]) == []
assert found(runs[3]) == ['Old', 'New', 'Unsaved']
return true
