using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.People;

/// <summary>The directory, and one person in it.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/people")]
public sealed class PeopleController(ISender sender, Texts t, Words words) : PortalController(sender)
{
    [HttpGet(""), HasViews(ViewLists.People)]
    public async Task<IActionResult> Index([FromQuery] ListPeople query, CancellationToken cancellationToken)
    {
        query = query with { Columns = ColumnMenu.Shown(PersonColumn.Name, query.Columns, PersonColumns.Default) };
        var units = await Sender.Send(new ListDirectoryUnits(), cancellationToken);
        return await this.ToPage(await Sender.Send(query, cancellationToken), page =>
        {
            var model = new DirectoryPage(query, page, units.Value);
            return WantsPartial ? PartialView("_Results", model) : View(model);
        });
    }

    [HttpGet("{id:guid}")]
    public Task<IActionResult> Details(Guid id, CancellationToken cancellationToken) => DetailsAsync(id, new AssignRole(Guid.CreateVersion7(), id, null, null, null), cancellationToken);

    /// <summary>Options for a select; what it holds comes under its own name, whatever that is.</summary>
    [HttpGet("choices")]
    public async Task<IActionResult> Choices(string? q, CancellationToken cancellationToken)
    {
        var named = Request.Query.Where(p => p.Key != "q").SelectMany(p => p.Value).Select(v => Guid.TryParse(v, out var id) ? id : (Guid?)null);
        return await this.ToPage(await Sender.Send(new FindPeopleToChoose(q, [.. named]), cancellationToken), people => PartialView("_Choices", people));
    }

    [HttpGet("new"), FormOf<AddPerson>]
    public Task<IActionResult> New(CancellationToken cancellationToken)
        => NewAsync(new AddPerson(Guid.CreateVersion7(), null, null, PersonKind.Employee, null, null, null, null, null, null, null, Invite: false), cancellationToken);

    [HttpPost("new"), FormOf<AddPerson>]
    public async Task<IActionResult> New(string tenant, AddPerson form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, id => Done(tenant, id, form.Invite ? t["Added and invited"] : t["Added"]), _ => NewAsync(form, cancellationToken), cancellationToken);

    [HttpGet("{id:guid}/edit"), FormOf<ChangePerson>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var person = await Sender.Send(new GetPerson(id), cancellationToken);
        return person.Error is null ? await EditAsync(PersonFormPage.FormOf(person.Value), null, cancellationToken) : NotFound();
    }

    [HttpPost("{id:guid}/edit"), FormOf<ChangePerson>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangePerson form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Saved"]), error => EditAsync(form with { Id = id }, error, cancellationToken), cancellationToken);

    [HttpPost("{id:guid}/roles"), FormOf<AssignRole>]
    public async Task<IActionResult> AssignRole(string tenant, [FromRoute(Name = "id")] Guid person, AssignRole form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { PersonId = person }, () => Done(tenant, person, t["Assigned"]), _ => DetailsAsync(person, form, cancellationToken), cancellationToken);

    [HttpPost("{id:guid}/roles/{assignment:guid}/end"), FormOf<EndRole>]
    public async Task<IActionResult> EndRole(string tenant, Guid id, Guid assignment, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new EndRole(assignment, id), cancellationToken), () => Done(tenant, id, t["Ended"]));

    private async Task<IActionResult> DetailsAsync(Guid id, AssignRole roleForm, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(Person), id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetPerson(id), cancellationToken), person => View("Details", new PersonPage(person, activity.Value, roleForm)));
    }

    private async Task<IActionResult> NewAsync(AddPerson form, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListPersonChoices(Named: [form.ManagerId]), cancellationToken), choices => View("New", new PersonFormPage(form.Id, form, choices)));

    private async Task<IActionResult> EditAsync(ChangePerson form, Error? error, CancellationToken cancellationToken)
    {
        var stored = await Sender.Send(new GetPerson(form.Id), cancellationToken);
        if (stored.Error is not null) { return NotFound(); }
        var choices = (await Sender.Send(new ListPersonChoices(form.Id, [form.ManagerId, stored.Value.ManagerId]), cancellationToken)).Value;
        if (error?.Kind != ErrorKind.Stale) { return View("Edit", new PersonFormPage(form.Id, form, choices, form.Version)); }
        var last = await Sender.Send(new GetActivity(nameof(Person), form.Id, Size: 1), cancellationToken);
        ModelState.Remove(nameof(ChangePerson.Version));
        return View("Edit", new PersonFormPage(form.Id, form, choices, stored.Value.Version, PersonFormPage.Compare(form, stored.Value, choices, last.Value, t, words)));
    }

    private RedirectResult Done(string tenant, Guid id, string toast)
    {
        Toast(toast);
        return Redirect($"/t/{tenant}/people/{id}");
    }
}
