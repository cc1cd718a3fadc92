namespace AnSinh.Access;

/// <summary>Where a session was begun.</summary>
/// <param name="Address">Address of the network; empty if it is not known.</param>
/// <param name="Browser">Browser and machine in words, such as <c>Firefox, Windows</c>; empty if it said nothing of itself.</param>
public sealed record SessionOrigin(string Address, string Browser);

/// <summary>A session that goes on (<i lang="vi">phiên làm việc</i>), as its owner sees it.</summary>
/// <param name="Id">By which it is named; whoever has it cannot go on with the session.</param>
/// <param name="OpenedAt">Since when, Unix milliseconds of the machine's clock.</param>
/// <param name="From">Where it was begun.</param>
/// <param name="IsOwn">True for the session that asks.</param>
public sealed record OpenSession(string Id, long OpenedAt, SessionOrigin From, bool IsOwn);
