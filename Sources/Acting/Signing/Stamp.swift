internal import Primitives

/// The author and committer lines of a commit that is about to be made, dates included.
struct Stamp: Hashable, Sendable {
  let author: String
  let committer: String

  /// Asks Git, which knows the user's name, address and the dates of the environment.
  init(of git: GitCommand) throws(ActingError) {
    let hint = "git config user.name NAME && git config user.email ADDRESS"
    author = try git.text(["var", "GIT_AUTHOR_IDENT"], hint: hint)
    committer = try git.text(["var", "GIT_COMMITTER_IDENT"], hint: hint)
  }

  /// The raw bytes of an unsigned commit.
  func commit(tree: ObjectID, parent: ObjectID, message: String) -> [UInt8] {
    Array(
      "tree \(tree)\nparent \(parent)\nauthor \(author)\ncommitter \(committer)\n\n\(message)".utf8)
  }

  /// The raw bytes of the merge that would land a commit.
  func merge(tree: ObjectID, trunk: ObjectID, act: ObjectID) -> [UInt8] {
    Array(
      ("tree \(tree)\nparent \(trunk)\nparent \(act)\nauthor \(author)\ncommitter \(committer)\n\n"
        + "Land\n").utf8)
  }

  /// Environment that makes Git use these very dates.
  var variables: [String: String] {
    ["GIT_AUTHOR_DATE": Self.date(author), "GIT_COMMITTER_DATE": Self.date(committer)]
  }

  private static func date(_ line: String) -> String {
    "@" + line.split(separator: " ").suffix(2).joined(separator: " ")
  }
}
