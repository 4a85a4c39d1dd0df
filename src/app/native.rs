//! The window of the desktop.

use super::fonts;
use super::pickers::{Picked, Picking};
use super::workbench::{Folders, Workbench};
use crate::session::{Action, DesktopRequest, Settings, Theme, clock, store};
use crate::ui::dialog::Dialog;
use crate::ui::theme;
use crate::ui::tour::Tour;
use egui::{Context, ThemePreference, Ui, ViewportCommand};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A dialog that answers "nothing" sooner than a person can is one that the desktop does not have.
const NO_DIALOG: Duration = Duration::from_millis(400);

/// What stands for the window in the desktop's lists.
const ICON: &[u8] = include_bytes!("../../assets/packaging/icons/parallax-128.png");

/// Opens the window on `paths`; without any, on what was open last, at first start on the sample corpus.
///
/// # Errors
/// When the window cannot be opened, with the reason.
pub fn run(paths: Vec<PathBuf>, cache_folder: Option<PathBuf>) -> anyhow::Result<()> {
    let folders = folders()?;
    let size = Settings::load(&folders.settings).window_size.unwrap_or([1440.0, 900.0]);
    let icon = eframe::icon_data::from_png_bytes(ICON).unwrap_or_default();
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Parallax")
            .with_icon(icon)
            .with_app_id("parallax")
            .with_inner_size(size)
            .with_min_inner_size([640.0, 420.0])
            .with_drag_and_drop(true),
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    let create = move |creation: &eframe::CreationContext<'_>| {
        let window = Window::new(&creation.egui_ctx, &folders, paths, cache_folder)?;
        Ok(Box::new(window) as Box<dyn eframe::App>)
    };
    eframe::run_native("Parallax", options, Box::new(create))
        .map_err(|error| anyhow::anyhow!("the window could not be opened: {error}"))
}

fn folders() -> anyhow::Result<Folders> {
    let (data, settings_path) = store::usual_folder()
        .zip(Settings::usual_path())
        .ok_or_else(|| anyhow::anyhow!("there is no home folder to keep settings and your own work in"))?;
    Ok(Folders { data, settings: settings_path })
}

struct Window {
    workbench: Workbench,
    /// The desktop's dialog that is open, and since when.
    picking: Option<(Picking, Instant)>,
    shown_theme: Option<Theme>,
    shown_title: String,
    /// As last seen, in points before zooming.
    size: Option<[f32; 2]>,
    /// Whether it was told that changes would be lost, when the window was to be closed.
    is_warned: bool,
}

impl Window {
    fn new(
        ctx: &Context,
        folders: &Folders,
        paths: Vec<PathBuf>,
        cache_folder: Option<PathBuf>,
    ) -> std::io::Result<Self> {
        fonts::install(ctx);
        theme::install(ctx);
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let waker = ctx.clone();
        let mut workbench = Workbench::start(folders, clock::system, Arc::new(move || waker.request_repaint()))?;
        workbench.keep_caches_in(cache_folder);
        let settings = workbench.snapshot().settings.clone();
        let last = &settings.last_opened;
        if paths.is_empty() && last.is_empty() && !settings.has_seen_tour {
            workbench.view.tour = Some(Tour::default());
        }
        workbench.apply(match (paths.is_empty(), last.is_empty()) {
            (false, _) => Action::Open(paths),
            (true, false) if last.iter().all(|path| path.exists()) => Action::Open(last.clone()),
            (true, _) => Action::OpenSample,
        });
        Ok(Self {
            workbench,
            picking: None,
            shown_theme: None,
            shown_title: String::new(),
            size: None,
            is_warned: false,
        })
    }

    fn carry_out(&mut self, ctx: &Context) {
        for request in self.workbench.take_requests() {
            let picking = match request {
                DesktopRequest::PickFolder => Picking::folder(ctx.clone()),
                DesktopRequest::PickFiles => Picking::files(ctx.clone()),
                DesktopRequest::PickExportPath { format } => Picking::export_path(ctx.clone(), format),
                DesktopRequest::PickWork { is_merging } => Picking::work(ctx.clone(), is_merging),
                DesktopRequest::PickReportPath => Picking::report_path(ctx.clone()),
                DesktopRequest::Copy(text) => {
                    ctx.copy_text(text);
                    continue;
                }
                DesktopRequest::Quit => {
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                    continue;
                }
            };
            self.picking = Some((picking, Instant::now()));
        }
    }

    /// Takes the answer of the desktop's dialog.
    fn take_picked(&mut self) {
        let Some((picking, since)) = &self.picking else { return };
        let Some(picked) = picking.answer() else { return };
        let has_no_dialog = since.elapsed() < NO_DIALOG;
        self.picking = None;
        match picked {
            Picked::Open(paths) => self.workbench.apply(Action::Open(paths)),
            Picked::ExportTo(path) => {
                if let Some(Dialog::Export(export)) = &mut self.workbench.view.dialog {
                    export.path = path.display().to_string();
                    export.replacing.agree(&path);
                }
            }
            Picked::Work(path) => {
                if let Some(Dialog::Work(work)) = &mut self.workbench.view.dialog {
                    work.path = path.display().to_string();
                    work.replacing.agree(&path);
                }
            }
            Picked::ReportTo(path) => {
                if let Some(Dialog::Report(report)) = &mut self.workbench.view.dialog {
                    report.path = path.display().to_string();
                    report.replacing.agree(&path);
                }
            }
            // Rather a field to type in than a button that seems to do nothing.
            Picked::Nothing if has_no_dialog && self.workbench.view.dialog.is_none() => {
                self.workbench.view.dialog = Some(Dialog::open_path());
            }
            Picked::Nothing => {}
        }
    }

    /// Does not close at once while changes are not on the disk.
    fn stay_for_unsaved(&mut self, ctx: &Context) {
        let has_unsaved = self.workbench.snapshot().work.unsaved_count > 0;
        if has_unsaved && !self.is_warned && ctx.input(|input| input.viewport().close_requested()) {
            self.is_warned = true;
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.workbench.stay_for_unsaved();
        }
    }

    /// Theme, zoom and title as the session says.
    fn follow_settings(&mut self, ctx: &Context) {
        let snapshot = self.workbench.snapshot();
        let settings = &snapshot.settings;
        if self.shown_theme != Some(settings.theme) {
            self.shown_theme = Some(settings.theme);
            ctx.set_theme(match settings.theme {
                Theme::System => ThemePreference::System,
                Theme::Light => ThemePreference::Light,
                Theme::Dark => ThemePreference::Dark,
            });
        }
        ctx.set_zoom_factor(settings.zoom);
        let title = format!("{} – Parallax", snapshot.opened.origin.name());
        if self.shown_title != title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.shown_title = title;
        }
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.take_picked();
        if self.workbench.absorb() {
            ctx.request_repaint();
        }
        self.follow_settings(ctx);
        self.stay_for_unsaved(ctx);
        let zoom = ctx.zoom_factor();
        let rect = ctx.input(|input| input.viewport().inner_rect);
        self.size = rect.map(|rect| [rect.width() * zoom, rect.height() * zoom]).or(self.size);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        if let Some(size) = self.size {
            self.workbench.apply(Action::SetWindowSize(size));
        }
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.workbench.frame(ui);
        let ctx = ui.ctx().clone();
        self.carry_out(&ctx);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        theme::tokens_of(visuals).window.to_normalized_gamma_f32()
    }
}
