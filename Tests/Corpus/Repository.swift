import Foundation
import TestSupport

extension Chronicle {
  /// The files of a bare repository that holds all this, by path.
  package func repositoryFiles() -> [String: [UInt8]] {
    let pack = PackWriter(objects, swapping: swapped)
    var result: [String: [UInt8]] = [
      "HEAD": Array("ref: refs/heads/main\n".utf8),
      "config": Array("[core]\n\trepositoryformatversion = 0\n\tbare = true\n".utf8),
      "objects/pack/\(pack.name).pack": pack.pack,
      "objects/pack/\(pack.name).idx": pack.index,
    ]
    let all = references.merging(["refs/heads/main": tip]) { first, _ in first }
    for (name, target) in all where !target.isEmpty {
      result[name] = Array("\(target)\n".utf8)
    }
    return result.merging(files) { $1 }
  }

  /// Writes that repository into a folder, which is made.
  package func write(to folder: String) throws {
    let manager = FileManager.default
    for kept in ["refs/heads", "objects/info", "objects/pack"] {
      try manager.createDirectory(
        atPath: "\(folder)/\(kept)", withIntermediateDirectories: true)
    }
    for (path, content) in repositoryFiles() {
      let place = "\(folder)/\(path)"
      try manager.createDirectory(
        atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      guard manager.createFile(atPath: place, contents: Data(content)) else {
        throw CorpusFault("cannot write \(place)")
      }
    }
  }
}
