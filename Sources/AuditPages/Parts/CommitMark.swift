internal import Markup
internal import Primitives

/// A commit: short on the screen, whole on paper and for those who point at it.
struct CommitMark: Part {
  private let commit: ObjectID

  init(_ commit: ObjectID) { self.commit = commit }

  func add(to markup: inout Markup) {
    let whole = commit.description
    markup.element("code", [.style("commit"), Attribute("title", whole)]) { code in
      code.text(commit.short)
      code.element("span", [.style("rest")], text: String(whole.dropFirst(commit.short.count)))
    }
  }
}

/// A digest: its first digits on the screen, whole on paper and for those who point at it.
struct DigestMark: Part {
  private let digest: SHA256Digest

  init(_ digest: SHA256Digest) { self.digest = digest }

  func add(to markup: inout Markup) {
    let (whole, short) = (digest.description, 19)
    markup.element("code", [.style("commit"), Attribute("title", whole)]) { code in
      code.text(String(whole.prefix(short)))
      code.element("span", [.style("rest")], text: String(whole.dropFirst(short)))
    }
  }
}
