using Google.Protobuf;
using Grpc.Core;
using Momento.Protocol.Cache;
using Momento.Protocol.Permissions;
using Momento.Emulator.Tests.Auth;
using static Momento.Emulator.Tests.MomentoClients;
using Subtrahend = Momento.Protocol.Cache.SetDifferenceRequest.Types.Subtrahend;

namespace Momento.Emulator.Tests.Caches;

public sealed class SetTests : EmulatorTests
{
    private static readonly ByteString Name = Bytes("set");

    [Fact]
    public async Task An_element_is_in_a_set_once_however_often_it_is_added()
    {
        await AddAsync("a", "b", "a");
        await AddAsync("b", "c");

        Assert.Equal(["a", "b", "c"], await FetchAsync() ?? []);
        Assert.Equal(3u, (await Clients.Cache.SetLengthAsync(new SetLengthRequest { SetName = Name }, In())).Found.Length);
    }

    [Fact]
    public async Task Contains_answers_for_each_element_in_the_order_asked()
    {
        await AddAsync("a", "c");

        var response = await Clients.Cache.SetContainsAsync(
            new SetContainsRequest { SetName = Name, Elements = { Bytes("c"), Bytes("b"), Bytes("a"), Bytes("c") } }, In());

        Assert.Equal([true, false, true, true], response.Found.Contains);
    }

    [Fact]
    public async Task Subtracting_removes_those_elements_and_leaves_the_others()
    {
        await AddAsync("a", "b", "c");

        var response = await SubtractAsync("b", "not there");

        Assert.NotNull(response.Found);
        Assert.Equal(["a", "c"], await FetchAsync() ?? []);
    }

    [Fact]
    public async Task A_set_that_lost_its_last_element_is_missing()
    {
        await AddAsync("a");
        await SubtractAsync("a");

        Assert.Null(await FetchAsync());
        Assert.NotNull((await SubtractAsync("a")).Missing);
    }

    [Fact]
    public async Task Subtracting_a_set_from_itself_deletes_it()
    {
        await AddAsync("a", "b");

        var response = await DifferAsync(new SetDifferenceRequest
        {
            SetName = Name, Subtrahend = new Subtrahend { Identity = new Subtrahend.Types.Identity() },
        });

        Assert.NotNull(response.Found);
        Assert.Null(await FetchAsync());
    }

    [Fact]
    public async Task Subtracting_a_set_from_elements_stores_what_is_left_of_them()
    {
        await AddAsync("a", "b");

        var response = await DifferAsync(new SetDifferenceRequest
        {
            SetName = Name, Minuend = new() { Elements = { Bytes("b"), Bytes("c") } },
        });

        Assert.NotNull(response.Found);
        Assert.Equal(["c"], await FetchAsync() ?? []);
    }

    [Fact]
    public async Task A_set_that_does_not_exist_is_missing_in_every_answer()
    {
        var cache = Clients.Cache;

        Assert.NotNull((await cache.SetFetchAsync(new SetFetchRequest { SetName = Name }, In())).Missing);
        Assert.NotNull((await cache.SetLengthAsync(new SetLengthRequest { SetName = Name }, In())).Missing);
        Assert.NotNull((await cache.SetContainsAsync(new SetContainsRequest { SetName = Name }, In())).Missing);
        Assert.NotNull((await cache.SetSampleAsync(new SetSampleRequest { SetName = Name, Limit = 1 }, In())).Missing);
        Assert.NotNull((await cache.SetPopAsync(new SetPopRequest { SetName = Name, Count = 1 }, In())).Missing);
        Assert.NotNull((await SubtractAsync("a")).Missing);
    }

    [Fact]
    public async Task A_sample_has_no_more_than_its_limit_and_removes_nothing()
    {
        await AddAsync("a", "b", "c");

        var two = (await Clients.Cache.SetSampleAsync(new SetSampleRequest { SetName = Name, Limit = 2 }, In())).Found.Elements;
        var all = (await Clients.Cache.SetSampleAsync(new SetSampleRequest { SetName = Name, Limit = ulong.MaxValue }, In())).Found.Elements;

        Assert.Equal(2, two.Distinct().Count());
        Assert.Equal(3, all.Distinct().Count());
        Assert.Equal(3, (await FetchAsync())?.Length);
    }

    [Fact]
    public async Task Popping_removes_what_it_returns_and_at_last_the_set()
    {
        await AddAsync("a", "b", "c");

        var first = (await Clients.Cache.SetPopAsync(new SetPopRequest { SetName = Name, Count = 2 }, In())).Found.Elements;
        var left = await FetchAsync();
        var rest = (await Clients.Cache.SetPopAsync(new SetPopRequest { SetName = Name, Count = 9 }, In())).Found.Elements;

        Assert.Equal(2, first.Count);
        Assert.Equal(["a", "b", "c"], Sorted(first.Concat(rest)));
        Assert.Equal(left, Sorted(rest));
        Assert.Null(await FetchAsync());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task A_set_lives_on_only_when_an_addition_refreshes_it(bool refresh, bool lives)
    {
        await AddAsync("a");
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(600));
        await AddAsync(refresh, "b");
        Emulator.Time.Advance(TimeSpan.FromMilliseconds(600));

        Assert.Equal(lives, await FetchAsync() is not null);
    }

    [Fact]
    public async Task Additions_at_the_same_time_are_all_kept()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => AddAsync($"{number}")));

        Assert.Equal(100, (await FetchAsync())?.Length);
    }

    [Fact]
    public async Task A_set_is_not_a_list_and_a_list_is_not_a_set()
    {
        await AddAsync("a");
        await Clients.Cache.ListPushFrontAsync(new ListPushFrontRequest { ListName = Bytes("list"), TtlMilliseconds = 1_000 }, In());

        await FailsAsync(StatusCode.FailedPrecondition, () => Clients.Cache.ListLengthAsync(new ListLengthRequest { ListName = Name }, In()).ResponseAsync);
        await FailsAsync(StatusCode.FailedPrecondition, () => Clients.Cache.SetFetchAsync(new SetFetchRequest { SetName = Bytes("list") }, In()).ResponseAsync);
        await FailsAsync(StatusCode.FailedPrecondition, () => Clients.Cache.SetUnionAsync(Union("list", "a"), In()).ResponseAsync);
    }

    [Fact]
    public async Task What_says_nothing_is_refused()
    {
        await FailsAsync(StatusCode.InvalidArgument, () => AddAsync());
        await FailsAsync(StatusCode.InvalidArgument, () => DifferAsync(new SetDifferenceRequest { SetName = Name }));
        await FailsAsync(StatusCode.InvalidArgument, () => DifferAsync(new SetDifferenceRequest { SetName = Name, Subtrahend = new Subtrahend() }));
    }

    [Theory]
    [InlineData(128 * 1024, false)]
    [InlineData((128 * 1024) + 1, true)]
    public async Task An_element_has_at_most_128_kilobytes(int size, bool refused)
    {
        var request = Union("set");
        request.Elements.Add(ByteString.CopyFrom(new byte[size]));

        var failure = await Record.ExceptionAsync(async () => await Clients.Cache.SetUnionAsync(request, In()));

        Assert.Equal(refused ? "element_size_limit_exceeded" : null, (failure as RpcException)?.Trailers.GetValue("err"));
    }

    [Theory]
    [InlineData(CacheRole.ReadOnly, "fetch")]
    [InlineData(CacheRole.WriteOnly, "add subtract")]
    [InlineData(CacheRole.ReadWrite, "add fetch pop subtract")]
    public async Task A_token_does_with_a_set_what_its_role_is_for(CacheRole role, string expected)
    {
        var scs = Emulator.Clients(await Clients.MintAsync([TokenScopes.Cache(role)])).Cache;
        var allowed = new List<string>();
        await TryAsync("add", () => scs.SetUnionAsync(Union("set", "a"), In()).ResponseAsync);
        await TryAsync("fetch", () => scs.SetFetchAsync(new SetFetchRequest { SetName = Name }, In()).ResponseAsync);
        await TryAsync("pop", () => scs.SetPopAsync(new SetPopRequest { SetName = Name }, In()).ResponseAsync);
        await TryAsync("subtract", () => scs.SetDifferenceAsync(Difference("a"), In()).ResponseAsync);

        Assert.Equal(expected, string.Join(' ', allowed));

        async Task TryAsync(string operation, Func<Task> call)
        {
            if (await Record.ExceptionAsync(call) is not RpcException { StatusCode: StatusCode.PermissionDenied })
            {
                allowed.Add(operation);
            }
        }
    }

    private Task AddAsync(params string[] elements) => AddAsync(refresh: false, elements);

    private async Task AddAsync(bool refresh, params string[] elements)
    {
        var request = Union("set", elements);
        request.RefreshTtl = refresh;
        await Clients.Cache.SetUnionAsync(request, In());
    }

    private Task<SetDifferenceResponse> SubtractAsync(params string[] elements) => DifferAsync(Difference(elements));

    private Task<SetDifferenceResponse> DifferAsync(SetDifferenceRequest request) =>
        Clients.Cache.SetDifferenceAsync(request, In()).ResponseAsync;

    private async Task<string[]?> FetchAsync()
    {
        var response = await Clients.Cache.SetFetchAsync(new SetFetchRequest { SetName = Name }, In());
        return response.Found is { } found ? Sorted(found.Elements) : null;
    }

    private static SetUnionRequest Union(string set, params string[] elements) =>
        new() { SetName = Bytes(set), Elements = { elements.Select(Bytes) }, TtlMilliseconds = 1_000 };

    private static SetDifferenceRequest Difference(params string[] elements) =>
        new() { SetName = Name, Subtrahend = new() { Set = new() { Elements = { elements.Select(Bytes) } } } };

    private static string[] Sorted(IEnumerable<ByteString> elements) =>
        [.. elements.Select(element => element.ToStringUtf8()).Order(StringComparer.Ordinal)];

    private static async Task FailsAsync(StatusCode status, Func<Task> call) =>
        Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(call)).StatusCode);
}
