import NNConfig
import NNCore
import NNFiles
import NNTesting
import TestSupport
import Testing

@Suite("Built-in plugins keep what their protocols promise")
struct BuiltInTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let people = """
      age,height,country,bought
      31,1.82,DE,yes
      ,1.71,FR,no
      45,1.66,DE,no
      28,1.93,IT,yes
      52,1.58,FR,no
      39,1.77,DE,yes
      61,1.69,IT,no
      24,1.80,FR,yes

      """
    try folder.write(people.replacing("\n,1.71", with: "\n33,1.71"), to: "people.csv")
    try folder.write(people, to: "gaps.csv")
    try folder.write(
      "age,height,country,bought\n40,1.7,FR,yes\n50,1.6,DE,no\n", to: "others.csv")
    let images = (0..<84).map { UInt8($0 * 37 % 251) }
    for (name, count, first) in [("train", 10, 0), ("t10k", 4, 60)] {
      try folder.write(
        idx([count, 2, 3], Array(images[first..<first + 6 * count])),
        to: "images/\(name)-images-idx3-ubyte")
      try folder.write(
        idx([count], (0..<UInt8(count)).map { $0 % 3 }), to: "images/\(name)-labels-idx1-ubyte")
    }
    for name in ["set.npz", "uint8.npy", "classes.npy"] {
      try folder.write(
        try File.read(ProjectFiles.golden("tables/\(name)"), limit: 1 << 20), to: name)
    }
    func weights(_ rows: Int, _ columns: Int) -> NPYArray {
      NPYArray(
        shape: [rows, columns],
        elements: .float64((0..<rows * columns).map { Double($0 * 7 % 11) - 5 }))
    }
    try NPZFile.write(
      [
        ("arr_0", NPYArray(shape: [0], elements: .float64([]))), ("arr_1", weights(19, 6)),
        ("arr_2", weights(3, 20)),
      ], to: folder.file("network.npz"))
  }

  @Test("All checks pass", arguments: BuiltIn.all)
  func passes(plugin: BuiltIn) throws {
    let report = try plugin.check(folder.path)
    #expect(report.failures == [])
    #expect(report.passedCount > 2 || plugin.mayBeUnchecked, "\(report.notChecked)")
  }
}
