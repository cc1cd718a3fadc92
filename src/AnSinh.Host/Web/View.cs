using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AnSinh.Host.Web;

/// <summary>A view that shows exactly one kind of model: the compiler checks the pair.</summary>
/// <typeparam name="TModel">What it shows.</typeparam>
public interface IView<TModel> : IComponent
{
    /// <summary>What is shown.</summary>
    TModel Model { get; set; }
}

/// <summary>Makes an answer of a view and its model; the view is rendered on the server and sent as plain HTML.</summary>
public static class View
{
    /// <summary>The view <typeparamref name="TView"/> of a model.</summary>
    public static RazorComponentResult<TView> Of<TView, TModel>(TModel model, int status = StatusCodes.Status200OK)
        where TView : IView<TModel> =>
        new(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = status, PreventStreamingRendering = true };
}
