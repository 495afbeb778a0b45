import EvidencePack
import Primitives
import Testing

struct ManifestTests {
  private static let zero = String(repeating: "0", count: 64)

  private static func digest(_ byte: UInt8) throws -> SHA256Digest {
    try #require(SHA256Digest(bytes: Array(repeating: byte, count: 32)))
  }

  @Test(arguments: [
    "\(zero) a\n", "\(zero)  \n", "\(zero)  a", "\(zero)  ../a\n", "\(zero)  /a\n",
    "\(zero)  a/./b\n", "\(zero)  a//b\n", "\(zero)  a/\n", "\(zero)  a\\nb\n",
    "\(zero)  a\u{7F}\n", "\\\(zero)  a\n", "\(zero.dropLast())g  a\n", "\(zero) *a\n",
    "\(zero)  a\n\(zero)  a\n", "\(zero)  MANIFEST.sha256\n", "# a\n",
  ])
  func `what is no manifest of a pack is refused`(text: String) {
    #expect(throws: Manifest.Fault.self) { try Manifest.read(Array(text.utf8)) }
  }

  @Test func `a manifest reads back what it wrote`() throws {
    let manifest = Manifest([
      "b": try Self.digest(1), "a/c": try Self.digest(2), "a b": try Self.digest(3),
    ])
    #expect(try Manifest.read(manifest.bytes) == manifest)
    #expect(manifest.paths == ["a b", "a/c", "b"])
  }

  @Test func `differences are named by kind`() throws {
    let (one, two) = (try Self.digest(1), try Self.digest(2))
    let mine = Manifest(["a": one, "b": one, "c": one])
    let theirs = Manifest(["a": one, "b": two, "d": one])
    #expect(
      mine.differences(in: theirs) == [
        Manifest.Difference(path: "b", kind: .changed),
        Manifest.Difference(path: "c", kind: .missing),
        Manifest.Difference(path: "d", kind: .additional),
      ])
    #expect(mine.differences(in: mine).isEmpty)
  }
}
