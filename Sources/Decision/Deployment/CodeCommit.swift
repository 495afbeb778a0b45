package import Primitives

/// A commit of governed code that a deployment brings, as far as the decision needs it.
package struct CodeCommit: Hashable, Sendable {
  package let id: ObjectID
  /// The first line of the message, for people.
  package let subject: String
  /// The changes that the message links, each once.
  package let links: [String]
  /// Protected paths in which the commit differs from all its parents, for people; not all of them
  /// where there are many.
  package let paths: [String]
  /// How many such paths there are.
  package let pathCount: Int
  /// The artifact commits that are this commit or descend from it, of those that were asked about.
  package var reachedBy: Set<ObjectID>

  package init(
    id: ObjectID, subject: String, links: [String], paths: [String], pathCount: Int,
    reachedBy: Set<ObjectID> = []
  ) {
    self.id = id
    self.subject = subject
    self.links = links
    self.paths = paths
    self.pathCount = pathCount
    self.reachedBy = reachedBy
  }
}
