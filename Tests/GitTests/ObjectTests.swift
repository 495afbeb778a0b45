import Foundation
import Git
import Primitives
import Testing

@Suite struct ObjectTests {
  @Test func `a blob above the limit is refused`() throws {
    let scratch = try ScratchRepository()
    let blob = try scratch.store("blob", [UInt8](repeating: 7, count: 100))
    let repository = try scratch.open()
    #expect(try repository.blob(blob, limit: 100).count == 100)
    let error = failure { () throws(GitError) in _ = try repository.blob(blob, limit: 99) }
    #expect(error?.code == .tooLarge)
    #expect(error?.message.contains(blob.description) == true)
  }

  @Test func `missing objects and wrong types name the id`() throws {
    let scratch = try ScratchRepository()
    let blob = try scratch.store("blob", [1])
    let absent = try #require(ObjectID(String(repeating: "ab", count: 20)))
    let repository = try scratch.open()
    let wrong = failure { () throws(GitError) in _ = try repository.tree(blob) }
    #expect(wrong?.code == .wrongType)
    #expect(wrong?.message.contains(blob.description) == true)
    let missing = failure { () throws(GitError) in _ = try repository.commit(absent) }
    #expect(missing?.code == .notFound)
    #expect(missing?.message.contains(absent.description) == true)
  }

  @Test func `a replace reference is ignored`() throws {
    let scratch = try ScratchRepository()
    let one = try scratch.commit("one")
    let two = try scratch.commit("two")
    try scratch.git(["replace", two.description, one.description])
    let commit = try scratch.open().commit(two)
    #expect(commit.parents == [one])
    #expect(commit.message.elementsEqual("two\n".utf8))
  }

  @Test func `a loose object with altered bytes is an error`() throws {
    let scratch = try ScratchRepository()
    let one = try scratch.store("blob", Array("one".utf8))
    let two = try scratch.store("blob", Array("two".utf8))
    let repository = try scratch.open()
    func file(_ id: ObjectID) -> String {
      let name = id.description
      return scratch.path + "/.git/objects/" + name.prefix(2) + "/" + name.dropFirst(2)
    }
    try FileManager.default.removeItem(atPath: file(one))
    try FileManager.default.copyItem(atPath: file(two), toPath: file(one))
    let error = failure { () throws(GitError) in _ = try repository.blob(one, limit: 10) }
    #expect(error?.code == .corrupt)
  }

  @Test func `objects written here are what git reads`() throws {
    let scratch = try ScratchRepository()
    let root = try scratch.commit("one", files: ["a/b.txt": "old", "a.txt": "x"])
    let repository = try scratch.open()
    let blob = try repository.writeBlob(Array("new".utf8))
    #expect(try repository.writeBlob([]) == scratch.store("blob", []))
    let base = try repository.commit(root).tree
    let tree = try repository.writeTree(base, replacing: "a/c/d.txt", with: blob)
    #expect(try scratch.git(["show", "\(tree):a/c/d.txt"]) == "new")
    #expect(try scratch.git(["show", "\(tree):a/b.txt"]) == "old")
    try scratch.git(["fsck", "--strict", tree.description])
    let text =
      "tree \(tree)\nparent \(root)\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nhi\n"
    let commit = try repository.writeCommit(Array(text.utf8))
    #expect(try scratch.gitBytes(["cat-file", "commit", commit.description]) == Array(text.utf8))
  }

  @Test func `a path through a file cannot be written`() throws {
    let scratch = try ScratchRepository()
    let root = try scratch.commit("one", files: ["a": "x"])
    let repository = try scratch.open()
    let tree = try repository.commit(root).tree
    let blob = try repository.writeBlob([])
    for path in ["a/b", "", "/a", "x//y", "../x", ".git/config", "x/"] {
      let error = failure { () throws(GitError) in
        _ = try repository.writeTree(tree, replacing: path, with: blob)
      }
      #expect(error?.code == .invalidName, "\(path)")
    }
  }
}
