internal import Glibc
package import Primitives
internal import Signatures

/// A folder that holds a pack, read as it lies on the disk.
package struct PackFiles: Sendable {
  private let folder: String

  package init(_ folder: String) { self.folder = folder }

  /// The digests of all files below it but of the manifest.
  ///
  /// Whatever is neither a folder nor a regular file is a fault: a link could lead anywhere.
  package func manifest() throws(Manifest.Fault) -> Manifest {
    var digests: [String: SHA256Digest] = [:]
    for path in try files() where path != Manifest.path {
      guard Manifest.isLegal(path) else {
        throw Manifest.Fault("a file has a name that a pack cannot have")
      }
      digests[path] = try digest(of: path)
    }
    return Manifest(digests)
  }

  /// The manifest that the pack itself has.
  package func ownManifest() throws(Manifest.Fault) -> Manifest {
    try Manifest.read(try bytes(of: Manifest.path, limit: Manifest.largest))
  }

  /// The paths of all files below it, sorted by bytes.
  package func files() throws(Manifest.Fault) -> [String] {
    var result: [String] = []
    var pending = [""]
    while let place = pending.popLast() {
      for name in try names(in: place) {
        let path = place.isEmpty ? name : place + "/" + name
        var status = stat()
        guard lstat(folder + "/" + path, &status) == 0 else { throw fault("read", path) }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: pending.append(path)
        case S_IFREG: result.append(path)
        default: throw Manifest.Fault("\(path) is neither a file nor a folder")
        }
      }
    }
    return result.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func names(in place: String) throws(Manifest.Fault) -> [String] {
    let path = place.isEmpty ? folder : folder + "/" + place
    guard let stream = opendir(path) else { throw fault("read", place) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: UInt8.self, capacity: 256) { bytes in
          String(validating: UnsafeBufferPointer(start: bytes, count: strlen(bytes)), as: UTF8.self)
        }
      }
      guard let name else { throw Manifest.Fault("a file has a name that is not UTF-8") }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// The digest of a file, read piece by piece.
  package func digest(of path: String) throws(Manifest.Fault) -> SHA256Digest {
    var hash = SHA256Stream()
    try read(path) { hash.update($0) }
    return hash.finalize()
  }

  /// The bytes of a file; one that is larger than `limit` is a fault.
  package func bytes(of path: String, limit: Int) throws(Manifest.Fault) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(path) { piece in
      if bytes.count <= limit { bytes += piece }
    }
    guard bytes.count <= limit else {
      throw Manifest.Fault("\(path) is larger than \(limit) bytes")
    }
    return bytes
  }

  private func read(
    _ path: String, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(Manifest.Fault) {
    let descriptor = open(folder + "/" + path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw fault("read", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Manifest.Fault("\(path) is no file")
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw fault("read", path) }
      if count == 0 { return }
      buffer.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }

  private func fault(_ doing: String, _ path: String) -> Manifest.Fault {
    let place = path.isEmpty ? folder : path
    return Manifest.Fault("cannot \(doing) \(place): \(String(cString: strerror(errno)))")
  }
}
