/// The four types of Git objects.
package enum ObjectKind: String, Sendable, Hashable, CaseIterable {
  case commit, tree, blob, tag
}
