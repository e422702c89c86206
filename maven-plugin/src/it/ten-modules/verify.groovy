def runs = new File(basedir, 'build.log').text.split('(?m)^.*Scanning for projects\\.\\.\\..*$').drop(1)
assert runs.size() == 3

// the ledger's race shows only together with the last module
for (run in runs[0..1]) {
  assert run.contains('Ledger.java:12: [')
  assert run.contains('App.java:8')
  (1..8).each { assert run.contains("Part${it}.java:7: [read-modify-write]") }
}
assert !runs[2].contains('Ledger.java')
assert runs[2].contains('Part1.java:7: [read-modify-write]')
assert !runs[2].contains('Part2.java')

// one and the same report, whatever the threads, with and without a cache to begin with
for (name in ['interleave.txt', 'interleave.sarif', 'interleave.html', 'interleave.jsonl']) {
  assert new File(basedir, "target/two/$name").text == new File(basedir, "target/one/$name").text
}
def sarif = new File(basedir, 'target/one/interleave.sarif').text
assert sarif.contains('"ledger/src/main/java/com/acme/Ledger.java"')
assert sarif.contains('"part8/src/main/java/com/acme/Part8.java"')
return true
