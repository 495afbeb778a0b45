internal import Primitives

/// What was read of trees, by their ids: a history meets the same ones over and over.
///
/// Belongs to one repository, and so to one thread.
final class TreeStore {
  /// A subtree listed under a path.
  struct ListingKey: Hashable {
    let tree: ObjectID
    let path: [UInt8]
  }

  private(set) var tables: [ObjectID: TreeTable] = [:]
  private(set) var listings: [ListingKey: TreeListing] = [:]
  private var keptItems = 0
  private var listedFiles = 0

  /// Keeps a tree that was read.
  func remember(_ table: TreeTable, as tree: ObjectID) {
    if keptItems >= 200_000 {
      tables = [:]
      keptItems = 0
    }
    keptItems += table.items.count + 1
    tables[tree] = table
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
