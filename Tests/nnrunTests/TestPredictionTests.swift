import TestSupport
import Testing

@Suite("test_predictions.csv")
struct TestPredictionTests {
  /// The columns after what is true are the bytes that nnrun predict prints.
  @Test(
    "It has what nnrun predict says of the same rows",
    arguments: ["iris", "diabetes"], ["float32", "float64"])
  func predict(config: String, precision: String) throws {
    let sandbox = try Sandbox()
    _ = try sandbox.nnrun(
      "\(ProjectFiles.root)/configs/\(config).yaml", "precision=\(precision)", "iterations=50",
      "--quiet")
    let predictions = try sandbox.nnrun(
      "predict", "runs/latest", ProjectFiles.dataset("\(config).csv"), "--quiet"
    ).output.split(separator: "\n").dropFirst()
    let rows = try sandbox.folder.text("runs/latest/test_predictions.csv").split(separator: "\n")
    #expect(rows.count > 10)
    for row in rows.dropFirst() {
      let fields = row.split(separator: ",", maxSplits: 3)
      let index = try #require(Int(fields[0]))
      #expect(fields[3] == predictions[predictions.startIndex + index], "\(row)")
      #expect(fields[1] == "\(index + 2)")
    }
  }

  /// Images that are mostly zero are multiplied in another way than those of an array.
  @Test("Images have it, too, and a trial of a sweep has the same as a run")
  func images() throws {
    let sandbox = try Sandbox()
    let folder = ProjectFiles.dataset("mnist")
    let settings = ["iterations=5", "dataset.limit=500", "dataset.test_fraction=0.1"]
    _ = try sandbox.nnrun(
      ["sweep", "\(ProjectFiles.root)/configs/mnist.yaml"] + settings + ["seed=1,2", "--quiet"])
    for seed in ["1", "2"] {
      _ = try sandbox.nnrun(
        ["\(ProjectFiles.root)/configs/mnist.yaml"] + settings
          + ["seed=\(seed)", "--runs-dir", "single", "--quiet"])
    }
    let runs = try sandbox.runs()
    #expect(runs.count == 2)
    for run in runs {
      let name = "\(run)/test_predictions.csv"
      #expect(
        try sandbox.folder.bytes(name)
          == sandbox.folder.bytes(name.replacing("runs/", with: "single/")))
      let predictions = try sandbox.nnrun(
        "predict", run, "\(folder)/train-images-idx3-ubyte.gz", "--quiet"
      ).output.split(separator: "\n").dropFirst()
      let rows = try sandbox.folder.text(name).split(separator: "\n")
      #expect(rows.count == 51)
      for row in rows.dropFirst() {
        let fields = row.split(separator: ",", maxSplits: 2)
        let index = try #require(Int(fields[0]))
        #expect(fields[2] == predictions[predictions.startIndex + index], "\(row)")
      }
    }
  }
}
