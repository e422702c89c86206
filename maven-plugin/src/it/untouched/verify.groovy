// a pom that does not know of the plugin: what to call next has the plugin's full name
def log = new File(basedir, 'build.log').text
assert log.contains('Interleave found 1 problem: Visits.java:7: [read-modify-write]')
assert log =~ /`mvn dev\.interleave:interleave-maven-plugin:\S+:explain -Dinterleave\.rule=read-modify-write` tells more/
assert log =~ /`mvn compile dev\.interleave:interleave-maven-plugin:\S+:baseline` notes what is known/
return true
