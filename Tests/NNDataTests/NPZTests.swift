import NNCore
import NNFiles
import TestSupport
import Testing

@testable import NNData

/// Files of NumPy, as `Tests/Golden/make_tables.py` makes them.
@Suite("npz")
struct NPZTests {
  private static let folder = ProjectFiles.golden("tables")

  /// The data set of settings in which `@` means the folder of the files.
  private func data(_ settings: String) throws -> Dataset {
    try load("{loader: npz, \(settings.replacing("@", with: "\(Self.folder)/"))}")
  }

  @Test(
    "Every type and order is read as it is stored",
    arguments: [
      "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32",
      "float16", "float64", "big-endian", "fortran", "images",
    ])
  func everyType(name: String) throws {
    let data = try data("path: @\(name).npy, targets_path: @classes.npy")
    #expect(data.train.count == 3 && data.inputWidth == 4)
    #expect(data.train.inputRows == [[0, 1, 2, 3], [10, 11, 12, 13], [100, 101, 102, 103]])
    #expect(data.train.labels == [2, 0, 1])
    #expect(data.preprocessing.classes == ["0", "1", "2"])
    #expect(data.test == nil)
  }

  @Test("Compressed and stored files give the same", arguments: ["set.npz", "compressed.npz"])
  func archives(name: String) throws {
    let data = try data("path: @\(name), test_inputs: x_test, test_targets: y_test, divide_by: 2")
    #expect(data.train.inputRows == [[0, 0.5], [1, 1.5], [2, 2.5]])
    #expect(data.train.targetRows == [[0.5], [1.5], [2.5]])
    #expect(data.test?.inputRows == [[3, 3.5]])
    #expect(data.preprocessing.inputScaling == Scaling(offsets: [0], divisors: [2]))
    #expect(data.summary == "3 training + 1 test row of 2 numbers (uint8)")
  }

  @Test("A limit leaves out rows, but no classes")
  func limit() throws {
    let data = try data("path: @uint8.npy, targets_path: @classes.npy, limit: 2")
    #expect(data.train.inputRows == [[0, 1, 2, 3], [10, 11, 12, 13]])
    #expect(data.preprocessing.classes.count == 3)
  }

  @Test("Mapped files do not count as memory; others do")
  func mappedFiles() throws {
    let mapped = try data("path: @float64.npy, targets_path: @classes.npy")
    #expect(mapped.train.byteCount == 3 * 4)
    let read = try data("path: @set.npz")
    #expect(read.train.byteCount == 6 + 3 * 8)
  }

  @Test(
    "Arrays that do not fit are named with what is wrong",
    arguments: [
      (
        "path: @set.npz, targets: y",
        "set.npz: has no array 'y'; it has 'x_train', 'y_train', 'x_test', 'y_test'"
      ),
      (
        "path: @uint8.npy, targets_path: @short-classes.npy",
        "short-classes.npy: has the shape [2], but uint8.npy has 3 rows"
      ),
      (
        "path: @nan.npy, targets_path: @classes.npy",
        "nan.npy: row 1, column 2 (from 0) is not a finite number"
      ),
      (
        "path: @uint8.npy, targets_path: @negative-classes.npy",
        "negative-classes.npy: row 1 (from 0) is -1, which is not the index of a class; "
          + "if targets are numbers, set 'task: regression'"
      ),
      (
        "path: @uint8.npy, targets_path: @huge-classes.npy",
        "huge-classes.npy: row 1 (from 0) is 9.223372036854776e+18, which is not the index of a "
          + "class; if targets are numbers, set 'task: regression'"
      ),
      (
        "path: @lying.npy, targets_path: @classes.npy",
        "lying.npy: does not have as many bytes as its shape [1000000000000, 4] needs"
      ),
      (
        "path: @fortran-images.npy, targets_path: @classes.npy",
        "fortran-images.npy: has 3 dimensions in Fortran order, which is read only if there are 2; "
          + "save numpy.ascontiguousarray(...)"
      ),
      (
        "path: @uint8.npy, targets_path: @classes.npy, test_path: @wide.npy, "
          + "test_targets_path: @classes.npy",
        "wide.npy: has 5 numbers in a row, but uint8.npy has 4"
      ),
      (
        "path: @uint8.npy, targets_path: @classes.npy, test_path: @uint8.npy, "
          + "test_targets_path: @large-classes.npy",
        "large-classes.npy: row 2 (from 0) is of class 3, but the classes of the training set are "
          + "0 to 2"
      ),
    ])
  func misfits(settings: String, message: String) throws {
    let failure = try #require(try failure { try data(settings) })
    #expect(failure.text.replacing("\(Self.folder)/", with: "") == message)
    #expect(failure.status == .badData)
  }

  @Test(
    "Settings that do not fit each other point at the one to change",
    arguments: [
      (
        "path: a.npy",
        "an .npy file has inputs only; name the file of the targets in 'targets_path'",
        "a.npy"
      ),
      (
        "path: a.npz, test_inputs: x",
        "'test_inputs' and 'test_targets' go together; set both or neither", "x"
      ),
      (
        "path: a.npy, targets: b, targets_path: b.npy",
        "'targets' is a key in an .npz file; with an .npy file, set 'targets_path' and so on",
        "b"
      ),
      (
        "path: a.npz, targets_path: b.npy",
        "'targets_path' is for .npy files; with an .npz file, set its keys: 'targets' and so on",
        "b.npy"
      ),
    ])
  func settings(settings: String, message: String, place: String) throws {
    #expect(
      try mistake(in: "{loader: npz, \(settings)}") == Mistake(message, at: place))
  }
}
