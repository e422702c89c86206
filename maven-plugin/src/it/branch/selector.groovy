// without git there is nothing to review; the project is told as skipped
try {
  return new ProcessBuilder('git', '--version').start().waitFor() == 0
} catch (IOException none) {
  return false
}
