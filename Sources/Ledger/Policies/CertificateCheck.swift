package import Diagnostics
package import Records
internal import Signatures

/// What has to hold of the OpenPGP certificates that a policy names.
package enum CertificateCheck {
  /// What is wrong with them; with any finding the policy does not load.
  ///
  /// - Parameter files: the files of the policy by their paths, such as `policies/keys/ana.asc`.
  package static func findings(_ people: People, files: [String: [UInt8]]) -> [Finding] {
    var check = Check(files: files)
    let sorted = people.people.values.sorted { $0.id < $1.id }
    for person in sorted {
      for key in person.keys { check.learn(key, of: person.id) }
    }
    for person in sorted {
      for key in person.keys { check.read(key, of: person.id) }
    }
    return check.findings
  }

  private struct Check {
    let files: [String: [UInt8]]
    var findings: [Finding] = []
    /// By the form that one private key has for SSH, whose key it is and where it stands.
    private var owners: [[UInt8]: (person: String, path: String)] = [:]

    init(files: [String: [UInt8]]) { self.files = files }

    /// Notes an SSH key, which a certificate of another may hold too.
    mutating func learn(_ key: People.Key, of person: String) {
      guard case .ssh(let line) = key.material, let known = try? SSHPublicKey(line: line) else {
        return
      }
      owners[known.blob] = (person, "policies/people.yaml")
    }

    /// Reads the certificate of a key that is one.
    mutating func read(_ key: People.Key, of person: String) {
      guard case .openPGP(let name) = key.material else { return }
      let path = "policies/" + name
      guard let file = files[path] else {
        report(
          "policy-certificate-missing", "there is no `\(path)`, the certificate of `\(person)`",
          "policies/people.yaml", key, "add it: `gpg --armor --export FINGERPRINT > \(path)`")
        return
      }
      do throws(OpenPGPError) {
        let certificate = try OpenPGPCertificate.known(file: file)
        judge(certificate, key, person, path)
      } catch {
        report(
          "policy-certificate",
          "`\(path)` is not one OpenPGP certificate: \(error)", path, key,
          "export one certificate of public keys: `gpg --armor --export FINGERPRINT > \(path)`")
      }
    }

    private mutating func judge(
      _ certificate: OpenPGPCertificate, _ key: People.Key, _ person: String, _ path: String
    ) {
      let isActive = key.status == .active && key.compromisedSince == nil
      if isActive, !certificate.keys.contains(where: \.maySign) {
        let why = certificate.keys.compactMap(\.weakness).first.map { ": \($0)" } ?? ""
        report(
          "policy-certificate", "no key of `\(path)` may sign\(why)", path, key,
          "give `\(person)` a key for signing, such as Ed25519, and export the certificate anew")
      }
      for known in certificate.keys {
        guard let material = known.material else { continue }
        if let owner = owners[material], owner.person == person, owner.path != path,
          owner.path != "policies/people.yaml"
        {
          // Two files could say two things about one key.
          report(
            "policy-duplicate-key",
            "`\(person)` has the key \(known.fingerprint) in `\(owner.path)` too", path, key,
            "keep the newer of the two files")
        }
        if let owner = owners[material], owner.person != person {
          report(
            "policy-shared-key",
            "the key \(known.fingerprint) of `\(person)` is `\(owner.person)`'s too", path, key,
            "give each person keys of their own",
            related: [
              Finding.Related(label: "the other is here", location: Location(path: owner.path))
            ])
        }
        owners[material] = (person, path)
      }
    }

    private mutating func report(
      _ rule: String, _ message: String, _ path: String, _ key: People.Key, _ advice: String,
      related: [Finding.Related] = []
    ) {
      let line = Position(line: key.line, column: 1)
      let place = Location(path: "policies/people.yaml", span: Span(start: line, end: line))
      let isPeople = path == place.path
      findings.append(
        Finding(
          rule: rule, message: message, location: isPeople ? place : Location(path: path),
          advice: advice,
          related: related
            + (isPeople ? [] : [Finding.Related(label: "named here", location: place)])))
    }
  }
}
