internal import CMalloc

/// How the allocator takes memory from the system.
enum Memory {
  /// Takes it in large pieces, for work that makes many small values on every core: by its own
  /// measure glibc asks the kernel for every few pages. What is not used is never backed.
  static func takeLargePieces() {
    mallopt(M_TOP_PAD, 16 << 20)
    // Setting one bound stops glibc from adjusting the others: texts of files stay on the heap.
    mallopt(M_MMAP_THRESHOLD, 4 << 20)
  }
}
