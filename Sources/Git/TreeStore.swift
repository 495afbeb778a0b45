internal import Primitives

/// What was read of trees, by their ids: a history meets the same ones over and over.
///
/// Belongs to one repository, and so to one thread.
final class TreeStore {
  /// A name in a tree.
  struct Key: Hashable {
    let tree: ObjectID
    let name: [UInt8]
  }

  /// A subtree listed under a path.
  struct ListingKey: Hashable {
    let tree: ObjectID
    let path: [UInt8]
  }

  private(set) var entries: [Key: TreeEntry?] = [:]
  private(set) var listings: [ListingKey: TreeListing] = [:]
  private var listedFiles = 0

  /// Keeps what a tree has under a name, nothing included.
  func remember(_ entry: TreeEntry?, as key: Key) {
    if entries.count >= 200_000 { entries = [:] }
    entries.updateValue(entry, forKey: key)
  }

  /// Keeps the listing of a subtree.
  func remember(_ listing: TreeListing, as key: ListingKey) {
    if listedFiles >= 500_000 {
      listings = [:]
      listedFiles = 0
    }
    listedFiles += listing.files.count + 1
    listings[key] = listing
  }
}
