def runs = new File(basedir, 'build.log').text.split('(?m)^.*Scanning for projects\\.\\.\\..*$').drop(1)
assert runs.size() == 4

def found = { run ->
  ['Old', 'New', 'Unsaved', 'Task'].findAll { run =~ "(?m)^.ERROR. ${it}\\.java:\\d+: .read-modify-write" }
}

// no build of the branch's beginning is at hand, only its sources in git
assert found(runs[0]) == ['New', 'Unsaved', 'Task']
assert runs[0].contains('new where the change touches nothing')
assert found(runs[1]) == ['Unsaved']
assert runs[2].contains("interleave.ratchetFrom: git knows no commit 'nowhere' here")
assert found(runs[2]) == []
assert ['Old', 'New', 'Unsaved', 'Task'].every { runs[3].contains("[WARNING] ${it}.java") }
return true
