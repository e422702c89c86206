def runs = new File(basedir, 'build.log').text.split('(?m)^.*Scanning for projects\\.\\.\\..*$').drop(1)
assert runs.size() == 3

for (run in runs[0..1]) {
  assert run.contains('Interleave found 1 problem: Visits.java:12: ')
  assert !run.contains('Visits.java:8')
  assert run.contains('[WARNING] com/acme/Calm.java:5: suppresses lock-order where nothing is found')
  assert !run.contains('Visits.java:8: suppresses')
}

def sarif = new File(basedir, 'target/interleave/interleave.sarif').text
assert sarif.contains('"startColumn": 13')

def known = new File(basedir, 'interleave-baseline.txt').text
assert known.contains('com.acme.Visits.sum')
assert !known.contains('com.acme.Visits.hit')
return true
