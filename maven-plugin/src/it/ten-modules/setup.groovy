// Eight modules between the first and the last: each has a race of its own that needs no other.
(1..8).each { n ->
  def module = new File(basedir, "part$n")
  def sources = new File(module, 'src/main/java/com/acme')
  sources.mkdirs()
  new File(module, 'pom.xml').text = new File(basedir, 'ledger/pom.xml').text
      .replace('<artifactId>ledger</artifactId>', "<artifactId>part$n</artifactId>")
  new File(sources, "Part${n}.java").text = """\
      package com.acme;

      public final class Part$n {
        private volatile int count;

        public void hit() {
          count++;
        }
      }
      """.stripIndent()
}
return true
