namespace NotionSync.Sources.Tests.Aws;

public sealed class RecordedExchangesTests
{
    public static TheoryData<string> Files => [.. Recorded.Files("cloudwatch"), .. Recorded.Files("costexplorer")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Recording_is_one_that_the_service_s_own_model_knows(string file)
    {
        var exchange = Recorded.Exchange(file);
        var operation = exchange["request"]!["headers"]!["x-amz-target"]!.GetValue<string>().Split('.')[^1];
        var model = ServiceModel.Load(file.Split('/')[0]);

        Assert.Empty(model.Faults(operation, exchange["request"]!["body"]!.AsObject()));
        if (exchange["response"]!["status"]!.GetValue<int>() == 200)
        {
            Assert.Empty(model.OutputFaults(operation, exchange["response"]!["body"]!.AsObject()));
        }
    }
}
