@testable import Acting
import Testing

/// What the checks of a set-up make of words that programs and settings say.
struct SetUpTableTests {
  @Test(arguments: [
    ("git version 2.39.5", false), ("git version 2.34.0", false), ("git version 2.33.8", true),
    ("git version 1.9.1", true), ("git version 3.0.0", false),
    ("git version 2.50.1 (Apple Git-155)", false), ("nonsense", false),
  ]) func `a Git that cannot sign with SSH keys is named`(_ printed: String, _ isOld: Bool) {
    #expect(ProgramCheck.git(printed).isEmpty != isOld)
  }

  @Test(arguments: [
    ("OpenSSH_9.2p1 Debian-2+deb12u6, OpenSSL 3.0.19", false), ("OpenSSH_8.7p1, LibreSSL", true),
    ("OpenSSH_8.70p1", false), ("Sun_SSH_8.7", false), ("", false),
  ]) func `the OpenSSH whose signatures fail is named`(_ printed: String, _ isBroken: Bool) {
    #expect(ProgramCheck.sshVersion(printed).isEmpty != isBroken)
  }

  @Test(arguments: [
    ("+refs/heads/*:refs/remotes/origin/*", true), ("refs/heads/assent/*:refs/x/*", true),
    ("+refs/heads/main:refs/remotes/origin/main", false), ("^refs/heads/assent/*", false),
    ("refs/heads/assent/X/y:refs/y", true), ("refs/tags/*:refs/tags/*", false), ("", false),
  ]) func `a refspec covers a branch or not`(_ spec: String, _ covers: Bool) {
    #expect(FetchCheck.covers(spec, "refs/heads/assent/X/y") == covers)
  }
}
