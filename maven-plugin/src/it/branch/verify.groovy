def runs = new File(basedir, 'build.log').text.split('(?m)^.*Scanning for projects\\.\\.\\..*$').drop(1)
assert runs.size() == 4

def found = { run ->
  ['Old', 'New', 'Unsaved', 'Task', 'Start'].findAll { run =~ "(?m)^.ERROR. ${it}\\.java:\\d+: .read-modify-write" }
}

// no build of the branch's beginning is at hand, only its sources in git
// what a new thread makes of old code is told where the thread is started
assert found(runs[0]) == ['New', 'Unsaved', 'Start']
assert !runs[0].contains('the change itself touches none of the places')
assert found(runs[1]) == ['Unsaved']
assert runs[2].contains("interleave.ratchetFrom: git knows no commit 'nowhere' here")
assert found(runs[2]) == []
assert ['Old', 'New', 'Unsaved', 'Task'].every { runs[3].contains("[WARNING] ${it}.java") }
return true
