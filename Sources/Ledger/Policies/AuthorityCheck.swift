package import Diagnostics
package import Records
internal import Signatures

/// What has to hold of the certificate authorities that a policy names, beside its text.
package enum AuthorityCheck {
  /// What is wrong with authorities: files that hold none, subjects that are not one exact name, and
  /// two people whom nothing tells apart.
  ///
  /// - Parameter files: by path from the root, the bytes of the policy's files.
  package static func findings(_ policy: Policy, files: [String: [UInt8]]) -> [Finding] {
    var findings: [Finding] = []
    var owners: [Credential: String] = [:]
    let plain = plainKeys(of: policy)
    for person in policy.people.people.values.sorted(by: { $0.id < $1.id }) {
      for key in person.keys {
        guard case .x509(let path, let text) = key.material else { continue }
        let place = place(of: key)
        guard let subject = X509Subject(text) else {
          findings.append(inexact(person.id, text, place))
          continue
        }
        let authority: X509Authority
        do throws(X509Error) {
          authority = try read("policies/" + path, files)
        } catch {
          findings.append(unfit(person.id, path, error, place))
          continue
        }
        let credential = Credential.x509(authority: authority.encoded, subject: subject.text)
        if let owner = owners.updateValue(person.id, forKey: credential) {
          findings.append(shared(person.id, owner, place))
        }
        if let owner = plain[authority.key] {
          findings.append(signsToo(person.id, owner, place))
        }
      }
    }
    return findings
  }

  private static func plainKeys(of policy: Policy) -> [SSHPublicKey: String] {
    var plain: [SSHPublicKey: String] = [:]
    for person in policy.people.people.values {
      for key in person.keys {
        guard case .ssh(let line) = key.material else { continue }
        do throws(SSHKeyError) { plain[try SSHPublicKey(line: line)] = person.id } catch {
          continue
        }
      }
    }
    return plain
  }

  private static func read(
    _ path: String, _ files: [String: [UInt8]]
  ) throws(X509Error) -> X509Authority {
    guard let bytes = files[path] else { throw .bad("the file does not exist") }
    return try X509Authority(pem: bytes)
  }

  // MARK: Findings

  private static func place(of key: People.Key) -> Location {
    let start = Position(line: key.line, column: 1)
    return Location(path: "policies/people.yaml", span: Span(start: start, end: start))
  }

  private static func inexact(_ person: String, _ text: String, _ place: Location) -> Finding {
    Finding(
      rule: "policy-principal",
      message: "the subject `\(text)` of `\(person)` is not one exact name", location: place,
      advice: "write the whole subject, `email:` and an address, or `uri:` and a URI, "
        + "without wildcards")
  }

  private static func unfit(
    _ person: String, _ path: String, _ error: X509Error, _ place: Location
  ) -> Finding {
    Finding(
      rule: "policy-authority",
      message: "`policies/\(path)`, which certifies `\(person)`, is no authority's certificate: "
        + error.reason,
      location: place,
      advice: "put the one certificate of the authority into it, in PEM and without other text")
  }

  private static func shared(_ person: String, _ other: String, _ place: Location) -> Finding {
    let isOwn = person == other
    return Finding(
      rule: isOwn ? "policy-duplicate-key" : "policy-shared-key",
      message: isOwn
        ? "`\(person)` has this authority and subject twice"
        : "the authority and subject of `\(person)` are `\(other)`'s too",
      location: place,
      advice: isOwn ? "keep one of the two" : "give each person a subject of their own")
  }

  private static func signsToo(_ person: String, _ other: String, _ place: Location) -> Finding {
    Finding(
      rule: "policy-shared-key",
      message: "the authority that certifies `\(person)` signs as `\(other)` too", location: place,
      advice: "use a key for the authority that no person has")
  }
}
