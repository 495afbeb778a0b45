internal import CLibgit2

extension Repository {
  /// Reads the objects of further directories too, such as the quarantine of a push.
  ///
  /// Throws if one of them cannot be read.
  package func readAlso(objectDirectories: [String]) throws(GitError) {
    for directory in objectDirectories {
      try Library.check(
        git_odb_add_disk_alternate(objects, directory),
        "the objects in \(directory) cannot be read")
    }
  }
}
