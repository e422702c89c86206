def runs = new File(basedir, 'build.log').text.split('(?m)^.*Scanning for projects\\.\\.\\..*$').drop(1)
assert runs.size() == 2

for (run in runs) {
  assert run.contains('VisitController.java:15: [')
  assert run.contains('is called by request threads, as @GetMapping')
}
assert !runs[0].contains('Recorder.java')
assert runs[1].contains('Recorder.java:8: [read-modify-write]')

assert new File(basedir, 'target/spring-war-1.war').isFile()
assert new File(basedir, 'target/interleave/interleave.sarif').text.contains('"src/test/java/com/acme/web/Recorder.java"')
return true
