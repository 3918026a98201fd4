import NNFiles
import Testing

@testable import NNExperiment

@Suite("Metrics as they are written")
struct MetricsTests {
  private static let classification = Metrics(cost: 0.25, quality: .classification(accuracy: 0.975))
  private static let regression = Metrics(cost: 0.5, quality: .regression(mae: 2, r2: -0.125))
  private static let undefined = Metrics(cost: 0.5, quality: .regression(mae: 2, r2: nil))

  @Test(
    "JSON has null for what is undefined",
    arguments: [
      (classification, #"{"cost":0.25,"accuracy":0.975}"#),
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
      (classification, "cost,accuracy", "0.25,0.975"),
      (regression, "cost,mae,r2", "0.5,2.0,-0.125"),
      (undefined, "cost,mae,r2", "0.5,2.0,"),
    ])
  func csv(metrics: Metrics, header: String, row: String) {
    let isClassification = metrics.quality == Self.classification.quality
    #expect(Metrics.csvHeader(for: isClassification ? .classification : .regression) == header)
    #expect(metrics.csvRow == row)
  }

  @Test(
    "JSON of something else is no metrics",
    arguments: [
      "null", "{}", #"{"cost":1}"#, #"{"accuracy":1}"#, #"{"cost":"1","accuracy":1}"#,
      #"{"cost":1,"r2":1}"#,
    ])
  func noMetrics(text: String) throws {
    #expect(try Metrics(json: JSONValue(parsing: Array(text.utf8))) == nil)
  }
}
