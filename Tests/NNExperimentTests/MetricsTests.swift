import NNData
import NNFiles
import Testing

@testable import NNExperiment

@Suite("Metrics as they are written")
struct MetricsTests {
  private static let classification = Metrics(cost: 0.25, quality: .classification(accuracy: 0.975))
  private static let multilabel = Metrics(
    cost: 0.25,
    quality: .multilabel(subsetAccuracy: 0.5, hammingLoss: 0.125, microF1: 0.75, macroF1: 0.5))
  private static let noLabels = Metrics(
    cost: 0.25,
    quality: .multilabel(subsetAccuracy: 1, hammingLoss: 0, microF1: nil, macroF1: 0))
  private static let regression = Metrics(cost: 0.5, quality: .regression(mae: 2, r2: -0.125))
  private static let undefined = Metrics(cost: 0.5, quality: .regression(mae: 2, r2: nil))

  @Test(
    "JSON has null for what is undefined",
    arguments: [
      (classification, #"{"cost":0.25,"accuracy":0.975}"#),
      (
        multilabel,
        #"{"cost":0.25,"subset_accuracy":0.5,"hamming_loss":0.125,"micro_f1":0.75,"macro_f1":0.5}"#
      ),
      (
        noLabels,
        #"{"cost":0.25,"subset_accuracy":1.0,"hamming_loss":0.0,"micro_f1":null,"macro_f1":0.0}"#
      ),
      (regression, #"{"cost":0.5,"mae":2.0,"r2":-0.125}"#),
      (undefined, #"{"cost":0.5,"mae":2.0,"r2":null}"#),
    ])
  func json(metrics: Metrics, text: String) throws {
    #expect(metrics.json.text == text)
    #expect(Metrics(json: metrics.json) == metrics)
    #expect(try Metrics(json: JSONValue(parsing: Array(text.utf8))) == metrics)
  }

  @Test(
    "CSV has an empty cell for what is undefined",
    arguments: [
      (classification, .classification, "cost,accuracy", "0.25,0.975"),
      (
        multilabel, .multilabel, "cost,subset_accuracy,hamming_loss,micro_f1,macro_f1",
        "0.25,0.5,0.125,0.75,0.5"
      ),
      (
        noLabels, .multilabel, "cost,subset_accuracy,hamming_loss,micro_f1,macro_f1",
        "0.25,1.0,0.0,,0.0"
      ),
      (regression, .regression, "cost,mae,r2", "0.5,2.0,-0.125"),
      (undefined, .regression, "cost,mae,r2", "0.5,2.0,"),
    ] as [(Metrics, Task, String, String)])
  func csv(metrics: Metrics, task: Task, header: String, row: String) {
    #expect(Metrics.csvHeader(for: task) == header)
    #expect(metrics.csvRow == row)
  }

  @Test(
    "Each measure can be looked up by its name",
    arguments: [
      (classification, .classification, [0.25, 0.975]),
      (multilabel, .multilabel, [0.25, 0.5, 0.125, 0.75, 0.5]),
      (noLabels, .multilabel, [0.25, 1, 0, nil, 0]),
      (regression, .regression, [0.5, 2, -0.125]), (undefined, .regression, [0.5, 2, nil]),
    ] as [(Metrics, Task, [Double?])])
  func lookup(metrics: Metrics, task: Task, values: [Double?]) {
    #expect(Metrics.names(for: task).map { metrics[$0] } == values)
  }

  @Test(
    "Other JSON is not metrics",
    arguments: [
      "null", "{}", #"{"cost":1}"#, #"{"accuracy":1}"#, #"{"cost":"1","accuracy":1}"#,
      #"{"cost":1,"r2":1}"#, #"{"cost":1,"subset_accuracy":1,"hamming_loss":0}"#,
    ])
  func notMetrics(text: String) throws {
    #expect(try Metrics(json: JSONValue(parsing: Array(text.utf8))) == nil)
  }
}
