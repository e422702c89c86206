def title = 'can change between the read and the write'
def page = new File(basedir, 'target/site/interleave.html').text

// the parent's page is that of both modules, and so has the race between them
assert page.contains('Visits.java') && page.contains('Server.java') && page.contains(title)
assert new File(basedir, 'target/site/project-reports.html').text.contains('href="interleave.html"')

// alone, neither module shows it
assert !new File(basedir, 'store/target/site/interleave.html').text.contains(title)
assert !new File(basedir, 'server/target/site/interleave.html').text.contains(title)
return true
