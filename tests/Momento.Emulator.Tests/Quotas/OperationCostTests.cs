using Google.Protobuf;
using Momento.Emulator.Quotas;
using Momento.Protocol.Cache;
using Momento.Protocol.Leaderboards;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Quotas;

public sealed class OperationCostTests
{
    private static readonly ByteString[] Three = [Bytes("a"), Bytes("b"), Bytes("c")];

    [Fact]
    public void Two_elements_that_are_sent_are_one_operation() => Assert.All(
        new IMessage[]
        {
            new KeysExistRequest { CacheKeys = { Three } },
            new ListConcatenateFrontRequest { Values = { Three } },
            new ListConcatenateBackRequest { Values = { Three } },
            new DictionaryGetRequest { Fields = { Three } },
            new DictionarySetRequest { Items = { Three.Select(field => new DictionaryFieldValuePair { Field = field }) } },
            new DictionaryDeleteRequest { Some = new() { Fields = { Three } } },
            new SetUnionRequest { Elements = { Three } },
            new SetContainsRequest { Elements = { Three } },
            new SetDifferenceRequest { Subtrahend = new() { Set = new() { Elements = { Three } } } },
            new SortedSetGetScoreRequest { Values = { Three } },
            new SortedSetPutRequest { Elements = { Three.Select(value => new SortedSetElement { Value = value }) } },
            new SortedSetRemoveRequest { Some = new() { Values = { Three } } },
            new UpsertElementsRequest { Elements = { new Element(), new Element(), new Element() } },
            new RemoveElementsRequest { Ids = { 1, 2, 3 } },
        },
        request => Assert.Equal(2, OperationCost.Of(request, response: null)));

    [Fact]
    public void Two_elements_that_are_answered_are_one_operation() => Assert.All(
        new IMessage[]
        {
            new ListFetchResponse { Found = new() { Values = { Three } } },
            new DictionaryFetchResponse { Found = new() { Items = { Three.Select(field => new DictionaryFieldValuePair { Field = field }) } } },
            new SetFetchResponse { Found = new() { Elements = { Three } } },
            new SortedSetFetchResponse { Found = new() { Values = new() { Values_ = { Three } } } },
            new SortedSetFetchResponse { Found = new() { ValuesWithScores = new() { Elements = { Three.Select(value => new SortedSetElement { Value = value }) } } } },
            new GetByRankResponse { Elements = { new RankedElement(), new RankedElement(), new RankedElement() } },
            new GetByScoreResponse { Elements = { new RankedElement(), new RankedElement(), new RankedElement() } },
            new GetRankResponse { Elements = { new RankedElement(), new RankedElement(), new RankedElement() } },
        },
        response => Assert.Equal(2, OperationCost.Of(request: null, response)));

    [Fact]
    public void What_finds_nothing_and_everything_else_is_one_operation()
    {
        Assert.Equal(1, OperationCost.Of(new ListFetchRequest(), new ListFetchResponse { Missing = new() }));
        Assert.Equal(1, OperationCost.Of(new GetByRankRequest(), new GetByRankResponse()));
        Assert.Equal(1, OperationCost.Of(new GetRequest(), new GetResponse()));
        Assert.Equal(1, OperationCost.Of(new DictionaryDeleteRequest { All = new() }, new DictionaryDeleteResponse()));
    }
}
