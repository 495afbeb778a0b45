internal import Records
internal import Signatures

extension PolicySnapshot {
  /// The X.509 authority of a file such as `keys/corp.pem`; nil if it holds none that is fit for use.
  func authority(ofFile path: String) -> X509Authority? {
    guard let bytes = certificates[path] else { return nil }
    do throws(X509Error) { return try X509Authority(pem: bytes) } catch { return nil }
  }

  /// Every X.509 authority that people of some policies are certified by, once each.
  static func authorities(of snapshots: [PolicySnapshot]) -> [X509Authority] {
    // Most commits share their policy, and most policies share their files.
    var seen: Set<ObjectIdentifier> = []
    var read: Set<[UInt8]> = []
    var result: [X509Authority] = []
    for snapshot in snapshots where seen.insert(ObjectIdentifier(snapshot)).inserted {
      for file in snapshot.authorityFiles.sorted() {
        guard let bytes = snapshot.certificates[file], read.insert(bytes).inserted,
          let authority = snapshot.authority(ofFile: file), !result.contains(authority)
        else { continue }
        result.append(authority)
      }
    }
    return result
  }

  private var authorityFiles: Set<String> {
    Set(
      (policy?.people.people.values.flatMap(\.keys) ?? []).compactMap { key in
        guard case .x509(let path, _) = key.material else { return nil }
        return path
      })
  }
}

extension People.Key.Material {
  /// The file below `policies/` that holds the certificate; nil for what is written out.
  var file: String? {
    switch self {
    case .openPGP(let path), .x509(let path, _): path
    case .ssh, .sshAuthority: nil
    }
  }
}
