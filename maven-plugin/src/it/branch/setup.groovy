// A branch that brings a race, and starts threads that make old code one, to a project that has
// a race already.
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

def start = { String loop ->
  new File(sources, 'Start.java').text = """\
      package com.acme;

      final class Start {
        void go() {
          Task task = new Task();
          $loop new Thread(task).start();
        }
      }
      """.stripIndent()
}
new File(sources, 'Task.java').text = """\
    package com.acme;

    import java.util.HashMap;
    import java.util.Map;

    final class Task implements Runnable {
      private final Map<String, Integer> counts = new HashMap<>();

      @Override
      public void run() {
        counts.put("a", counts.getOrDefault("a", 0) + 1);
      }
    }
    """.stripIndent()

new File(basedir, '.gitignore').text = 'target\nbuild.log\n'
git('init', '-q')
git('checkout', '-q', '-b', 'trunk')
racy('Old')
start('')
git('add', '.')
git('commit', '-q', '-m', 'one race')
git('checkout', '-q', '-b', 'feature')
racy('New')
start('for (int i = 0; i < 4; i++)')
git('add', '.')
git('commit', '-q', '-m', 'another race')
racy('Unsaved')
return true
