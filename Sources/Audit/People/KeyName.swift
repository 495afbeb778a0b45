internal import Records
internal import Signatures

extension People.Key {
  /// How an audit names the key: the fingerprint as `ssh-keygen -l` prints it, else what the policy
  /// says of where it comes from.
  var auditName: String {
    switch material {
    case .ssh(let line):
      do throws(SSHKeyError) { return try SSHPublicKey(line: line).fingerprint } catch {
        return line
      }
    case .openPGP(let path): return "openpgp:\(path)"
    case .x509(let authority, let subject): return "x509:\(authority):\(subject)"
    case .sshAuthority(let key, let principal): return "ssh-ca:\(key):\(principal)"
    }
  }

  /// `active`, `retired` or `compromised`.
  var auditStatus: String { compromisedSince == nil ? status.rawValue : "compromised" }
}
