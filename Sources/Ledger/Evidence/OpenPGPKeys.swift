internal import Git
internal import Records
internal import Signatures

/// The OpenPGP keys of all policies of the trunk, found by what signatures call them.
///
/// It only says which key made a signature; whether that key counts is for the policy in force.
struct OpenPGPKeys: Sendable {
  /// A key with the primary keys of all certificates in which it stands: a mark on any is one on it.
  private struct Holder: Sendable {
    let key: OpenPGPCertificate.Key
    var primaries: [[UInt8]]
  }

  /// By the last eight bytes of the fingerprint, the keys, each once.
  private let holders: [[UInt8]: [Holder]]

  /// Learns the certificates that the people of policies have.
  init(_ snapshots: [PolicySnapshot]) {
    var holders: [[UInt8]: [Holder]] = [:]
    // In one order, whatever that of the set is: the same repository gives the same answer.
    for file in Self.files(snapshots).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      guard let certificate = try? OpenPGPCertificate.known(file: file),
        let primary = certificate.keys.first
      else { continue }
      for key in certificate.keys {
        let name = Array(key.fingerprintBytes.suffix(8))
        let place = holders[name]?.firstIndex { $0.key.body == key.body }
        if let place {
          guard holders[name]?[place].primaries.contains(primary.body) == false else { continue }
          holders[name]?[place].primaries.append(primary.body)
        } else {
          holders[name, default: []].append(Holder(key: key, primaries: [primary.body]))
        }
      }
    }
    self.holders = holders
  }

  private static func files(_ snapshots: [PolicySnapshot]) -> Set<[UInt8]> {
    var files: Set<[UInt8]> = []
    for snapshot in snapshots {
      for person in snapshot.policy?.people.people.values.map(\.self) ?? [] {
        for key in person.keys {
          guard case .openPGP(let path) = key.material, let file = snapshot.certificates[path]
          else { continue }
          files.insert(file)
        }
      }
    }
    return files
  }

  /// What an armoured signature proves about the bytes of a commit.
  func state(of armor: [UInt8], over payload: [UInt8]) -> SignatureState {
    do throws(OpenPGPError) {
      let signature = try OpenPGPSignature(armored: armor)
      guard
        let name = signature.issuerKeyID ?? signature.issuerFingerprint.map({ Array($0.suffix(8)) })
      else { return .bad("the signature names no key") }
      let claim = OpenPGPClaim(signature, over: payload)
      var problem: OpenPGPError?
      for holder in holders[name] ?? [] where claim.names(holder.key) {
        guard let found = claim.problem(by: holder.key) else {
          return .good(Proof(holder.key, primaries: holder.primaries))
        }
        problem = problem ?? found
      }
      guard let problem else { return .unknownKey(signature.issuer) }
      return Self.state(of: problem)
    } catch {
      return Self.state(of: error)
    }
  }

  private static func state(of error: OpenPGPError) -> SignatureState {
    error.isUnsupported ? .unsupported(error.message) : .bad(error.message)
  }
}
