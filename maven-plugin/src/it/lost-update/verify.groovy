def runs = new File(basedir, 'build.log').text.split('(?m)^.*Scanning for projects\\.\\.\\..*$').drop(1)
assert runs.size() == 7

def found = 'Visits.java:7: [read-modify-write]'
def ends = 'Interleave found 1 problem: ' + found

assert runs[0].contains(ends)
assert runs[0].contains('what happens')
assert runs[0].contains('interleave explain read-modify-write')
assert runs[0].contains(new File(basedir, 'target/interleave/interleave.txt').path)

assert runs[1].contains('Interleave is skipped')
assert !runs[1].contains(found)

assert runs[2].contains('[WARNING] ' + found)
assert !runs[2].contains('Interleave found')

assert !runs[3].contains(found)
assert !runs[4].contains(found)

assert runs[5].contains('interleave.minConfidence: `sure` is none of low, medium, high')

assert runs[6].contains(ends)

def text = new File(basedir, 'target/interleave/interleave.txt')
assert text.isFile()
def sarif = new File(basedir, 'target/elsewhere/interleave.sarif')
assert sarif.text.contains('src/main/java/com/acme/Visits.java')
assert !new File(basedir, 'target/elsewhere/interleave.txt').exists()
return true
