namespace AnSinh.Register.History;

/// <summary>Position of a number in an ascending list: a plain array where numbers are dense, else a search.</summary>
internal sealed class IdIndex
{
    private readonly long[] _ids;
    private readonly int[]? _positions;

    public IdIndex(long[] ids)
    {
        _ids = ids;
        if (ids.Length > 0 && ids[^1] - ids[0] < (4L * ids.Length) + 1024)
        {
            _positions = new int[ids[^1] - ids[0] + 1];
            Array.Fill(_positions, -1);
            for (var i = 0; i < ids.Length; i++)
            {
                _positions[ids[i] - ids[0]] = i;
            }
        }
    }

    public int Find(long id)
    {
        if (_positions is not null)
        {
            return id >= _ids[0] && id <= _ids[^1] ? _positions[id - _ids[0]] : -1;
        }

        return Array.BinarySearch(_ids, id) is >= 0 and var position ? position : -1;
    }
}
