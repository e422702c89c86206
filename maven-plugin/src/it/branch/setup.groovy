// A branch that brings one race to a project that has one already.
def git(String... arguments) {
  def builder = new ProcessBuilder(['git', '-c', 'user.name=acme', '-c', 'user.email=acme@localhost', *arguments])
  builder.directory(basedir).redirectErrorStream(true)
  builder.environment().putAll(GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1')
  def process = builder.start()
  def said = process.inputStream.text
  assert process.waitFor() == 0 : said
}

def sources = new File(basedir, 'src/main/java/com/acme')
sources.mkdirs()

def racy = { String name ->
  new File(sources, "${name}.java").text = """\
      package com.acme;

      public final class $name {
        private volatile int count;

        public void hit() {
          count++;
        }
      }
      """.stripIndent()
}

new File(basedir, '.gitignore').text = 'target\nbuild.log\n'
git('init', '-q')
git('checkout', '-q', '-b', 'trunk')
racy('Old')
git('add', '.')
git('commit', '-q', '-m', 'one race')
git('checkout', '-q', '-b', 'feature')
racy('New')
git('add', '.')
git('commit', '-q', '-m', 'another race')
racy('Unsaved')
return true
