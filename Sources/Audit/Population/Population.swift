package import Primitives

/// Every change that the trunk ever knew, and which of them the period is about.
package struct Population: Sendable {
  /// Ids that a sequence leaves out.
  package struct Gap: Hashable, Sendable {
    /// The first and the last missing id; equal for one.
    package let first: String
    package let last: String
    package let count: Int

    package init(first: String, last: String, count: Int) {
      self.first = first
      self.last = last
      self.count = count
    }
  }

  /// One id of several files, or a record that went and came again.
  package struct Duplicate: Hashable, Sendable {
    package let id: String
    package let paths: [String]
    package let commits: [ObjectID]

    package init(id: String, paths: [String], commits: [ObjectID]) {
      self.id = id
      self.paths = paths
      self.commits = commits
    }
  }

  /// A record that a commit took from the trunk.
  package struct Deletion: Hashable, Sendable {
    package let id: String
    package let commit: ObjectID
    package let moment: Moment
    /// Whether the record came back later.
    package let isRestored: Bool

    package init(id: String, commit: ObjectID, moment: Moment, isRestored: Bool) {
      self.id = id
      self.commit = commit
      self.moment = moment
      self.isRestored = isRestored
    }
  }

  /// Ids in the period by its basis, sorted.
  package var ids: [String] = []
  /// Ids among them whose act or record claims a time outside the period, though the trunk took it
  /// up within; sorted.
  package var placedByArrival: [String] = []
  /// Ids of changes under way in the period which its basis places elsewhere, sorted.
  package var overlapping: [String] = []
  /// Ids for which no moment of the basis is known, such as changes not yet started, sorted.
  package var undated: [String] = []
  /// How many records ever existed on the trunk up to the standpoint.
  package var everRecorded = 0
  package var gaps: [Gap] = []
  package var duplicates: [Duplicate] = []
  package var deletions: [Deletion] = []
  /// Acts on ids of which no record ever existed.
  package var idsWithoutRecord: [String] = []
  /// Ids of records that stand in commits which the trunk reaches and never stood on its
  /// first-parent chain: made and removed on a branch before that was merged, say.
  package var besideTrunk: [String] = []
  /// Files below `changes/` at the standpoint that stand where no record is looked for, sorted: a
  /// change could hide in one.
  package var strays: [String] = []

  package init() {}
}
