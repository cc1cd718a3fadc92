namespace AnSinh.Rulebook.Kernels;

/// <summary>Compiled loops by the shape of the rules they run.</summary>
internal sealed class KernelCache;
