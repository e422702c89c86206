def runs = new File(basedir, 'build.log').text.split('(?m)^.*Scanning for projects\\.\\.\\..*$').drop(1)
assert runs.size() == 7

def found = 'Visits.java:12: ['
def ends = 'Interleave found '

assert runs[0].contains(ends)
assert runs[0].contains(found)
assert runs[0].contains('Server.java:13')
assert runs[0].contains('`mvn interleave:explain -Dinterleave.rule=')
assert runs[0].contains('`mvn compile interleave:baseline`')

// alone, neither module shows that there are two threads, or what they do
assert !runs[1].contains(found)
assert !runs[2].contains(found)

def page = new File(basedir, 'target/interleave/interleave.html')
assert runs[3].contains('Open ' + page.toPath().toUri())
assert page.text.contains('Visits.java')
def baseline = new File(basedir, 'interleave-baseline.txt')
assert baseline.text.contains('com.acme.Visits.run')

assert runs[4].contains('known: ' + baseline.path)
assert !runs[4].contains(found)
assert !runs[4].contains('no longer found')

assert runs[5].contains(ends)

assert runs[6].contains('[WARNING] no longer found: read-modify-write com.acme.Gone.hit')
assert runs[6].contains('[WARNING] ' + found)

assert new File(basedir, 'target/interleave/interleave.sarif').text.contains('store/src/main/java/com/acme/Visits.java')
return true
