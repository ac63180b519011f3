using Grpc.Core;
using Momento.Protocol.Cache;
using Momento.Protocol.Common;
using Momento.Protocol.Control;
using Momento.Protocol.PubSub;
using Momento.Protocol.Tokens;

namespace MomentoSdk.Tests;

internal sealed class FakeScs(FakeMomento server) : Scs.ScsBase
{
    public override Task<GetResponse> Get(GetRequest request, ServerCallContext context) => Reply<GetRequest, GetResponse>();

    public override Task<SetResponse> Set(SetRequest request, ServerCallContext context) => Reply<SetRequest, SetResponse>();

    public override Task<SetIfNotExistsResponse> SetIfNotExists(SetIfNotExistsRequest request, ServerCallContext context) =>
        Reply<SetIfNotExistsRequest, SetIfNotExistsResponse>();

    public override Task<DeleteResponse> Delete(DeleteRequest request, ServerCallContext context) =>
        Reply<DeleteRequest, DeleteResponse>();

    public override Task<DictionaryGetResponse> DictionaryGet(DictionaryGetRequest request, ServerCallContext context) =>
        Reply<DictionaryGetRequest, DictionaryGetResponse>();

    public override Task<DictionaryFetchResponse> DictionaryFetch(DictionaryFetchRequest request, ServerCallContext context) =>
        Reply<DictionaryFetchRequest, DictionaryFetchResponse>();

    public override Task<DictionarySetResponse> DictionarySet(DictionarySetRequest request, ServerCallContext context) =>
        Reply<DictionarySetRequest, DictionarySetResponse>();

    public override Task<ListPushFrontResponse> ListPushFront(ListPushFrontRequest request, ServerCallContext context) =>
        Reply<ListPushFrontRequest, ListPushFrontResponse>();

    public override Task<ListPushBackResponse> ListPushBack(ListPushBackRequest request, ServerCallContext context) =>
        Reply<ListPushBackRequest, ListPushBackResponse>();

    public override Task<ListConcatenateBackResponse> ListConcatenateBack(ListConcatenateBackRequest request, ServerCallContext context) =>
        Reply<ListConcatenateBackRequest, ListConcatenateBackResponse>();

    public override Task<ListFetchResponse> ListFetch(ListFetchRequest request, ServerCallContext context) =>
        Reply<ListFetchRequest, ListFetchResponse>();

    public override Task<ListLengthResponse> ListLength(ListLengthRequest request, ServerCallContext context) =>
        Reply<ListLengthRequest, ListLengthResponse>();

    public override Task<ListRemoveResponse> ListRemove(ListRemoveRequest request, ServerCallContext context) =>
        Reply<ListRemoveRequest, ListRemoveResponse>();

    public override Task<ListRetainResponse> ListRetain(ListRetainRequest request, ServerCallContext context) =>
        Reply<ListRetainRequest, ListRetainResponse>();

    public override Task<UpdateTtlResponse> UpdateTtl(UpdateTtlRequest request, ServerCallContext context) =>
        Reply<UpdateTtlRequest, UpdateTtlResponse>();

    public override Task<ItemGetTtlResponse> ItemGetTtl(ItemGetTtlRequest request, ServerCallContext context) =>
        Reply<ItemGetTtlRequest, ItemGetTtlResponse>();

    public override Task<SetUnionResponse> SetUnion(SetUnionRequest request, ServerCallContext context) =>
        Reply<SetUnionRequest, SetUnionResponse>();

    public override Task<SetDifferenceResponse> SetDifference(SetDifferenceRequest request, ServerCallContext context) =>
        Reply<SetDifferenceRequest, SetDifferenceResponse>();

    public override Task<SetFetchResponse> SetFetch(SetFetchRequest request, ServerCallContext context) =>
        Reply<SetFetchRequest, SetFetchResponse>();

    private Task<TReply> Reply<TRequest, TReply>()
        where TReply : new() => Task.FromResult(server.Reply<TRequest, TReply>());
}

internal sealed class FakeControl(FakeMomento server) : ScsControl.ScsControlBase
{
    public override Task<CreateCacheResponse> CreateCache(CreateCacheRequest request, ServerCallContext context) =>
        Task.FromResult(new CreateCacheResponse());

    public override Task<DeleteCacheResponse> DeleteCache(DeleteCacheRequest request, ServerCallContext context) =>
        Task.FromResult(new DeleteCacheResponse());

    public override Task<ListCachesResponse> ListCaches(ListCachesRequest request, ServerCallContext context) =>
        Task.FromResult(server.Reply<ListCachesRequest, ListCachesResponse>());
}

internal sealed class FakeToken(FakeMomento server) : Token.TokenBase
{
    public override Task<GenerateDisposableTokenResponse> GenerateDisposableToken(
        GenerateDisposableTokenRequest request, ServerCallContext context) =>
        Task.FromResult(server.Reply<GenerateDisposableTokenRequest, GenerateDisposableTokenResponse>());
}

internal sealed class FakePubsub(FakeMomento server) : Pubsub.PubsubBase
{
    public override Task<Empty> Publish(PublishRequest request, ServerCallContext context) => Task.FromResult(new Empty());

    public override async Task Subscribe(
        SubscriptionRequest request, IServerStreamWriter<SubscriptionItem> responseStream, ServerCallContext context)
    {
        try
        {
            await foreach (var next in server.Stream.Reader.ReadAllAsync(context.CancellationToken))
            {
                await responseStream.WriteAsync(next is Exception e ? throw e : (SubscriptionItem)next);
            }
        }
        finally
        {
            if (context.CancellationToken.IsCancellationRequested)
            {
                server.StreamGone.TrySetResult();
            }
        }
    }
}
