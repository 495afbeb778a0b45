/// Where the JSON Schemas of the product's files lie.
package enum SchemaFiles {
  /// The comment that tells editors the schema of a file; nil where there is none.
  package static func modeline(for path: String) -> String? { nil }
}
