internal import Synchronization

extension OpenPGPCertificate {
  /// What files were read to be, by their bytes.
  private static let known = Mutex<[[UInt8]: Result<OpenPGPCertificate, OpenPGPError>]>([:])

  /// The certificate of a file, read once however often it is asked for.
  ///
  /// Reading depends on nothing but the bytes, so that what is known never grows old.
  package static func known(file: [UInt8]) throws(OpenPGPError) -> OpenPGPCertificate {
    if let result = known.withLock({ $0[file] }) { return try result.get() }
    let result = Result { () throws(OpenPGPError) in try OpenPGPCertificate(file: file) }
    known.withLock { $0[file] = result }
    return try result.get()
  }
}
